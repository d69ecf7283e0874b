using System.IO.Compression;
using System.Net.Mime;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using Pixeli.Hosting.Errors;
using Pixeli.Hosting.Security;

namespace Pixeli.Web;

/// <summary>
/// Sends pages compressed, a third of their size or less. How long a compressed page is tells something of what is in it to whoever can
/// put words into it and see its length, over and over (BREACH): pages that another site had a browser ask for are sent as they are.
/// </summary>
internal sealed class CompressedPages(IServiceProvider services, IOptions<ResponseCompressionOptions> options) : ResponseCompressionProvider(services, options)
{
    public static void Add(IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [MediaTypeNames.Text.Html];
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        services.AddSingleton<IResponseCompressionProvider, CompressedPages>();
    }

    /// <summary>Requests for anything but a page go by it: lists are streamed, pictures are small already.</summary>
    public static void Use(IApplicationBuilder app) => app.UseWhen(context => ForPeople.WantsPage(context.Request), pages => pages.UseResponseCompression());

    public override bool ShouldCompressResponse(HttpContext context) =>
        SameOrigin.IsFromOurPages(context.Request) && base.ShouldCompressResponse(context);
}
