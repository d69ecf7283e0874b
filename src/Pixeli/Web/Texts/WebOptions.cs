using System.ComponentModel.DataAnnotations;

namespace Pixeli.Web.Texts;

/// <summary>How the pages speak.</summary>
public sealed class WebOptions
{
    /// <summary>The language of the pages: the name of a file in <c>Web/Texts</c>, without its ending.</summary>
    [Required]
    public string Language { get; set; } = "en";
}
