using Pixeli.Accounts;
using Pixeli.Photos;

namespace Pixeli.Events;

/// <summary>An event beside what is shown with it.</summary>
internal sealed class EventWithCover
{
    public required Event Event { get; init; }

    /// <summary>The photo that <see cref="EventRow.CoverId"/> names.</summary>
    public required Photo? Cover { get; init; }

    public required User? Coordinator { get; init; }
}
