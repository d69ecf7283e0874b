using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Pixeli.Accounts;
using Pixeli.Web.Again;
using Pixeli.Web.Inbox;
using Pixeli.Web.People;
using Pixeli.Web.PhotosOfMe;
using Pixeli.Web.Pwa;
using Pixeli.Web.Shared;
using Pixeli.Web.Texts;
using Pixeli.Web.Viewer;

namespace Pixeli.Web;

internal static class WebFeature
{
    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddOptions<WebOptions>().BindConfiguration("Pixeli:Web").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Wording>();
        services.AddSingleton<Words>();
        services.AddSingleton<SiteAssets>();
        CompressedPages.Add(services);
        services.Insert(0, ServiceDescriptor.Singleton<IExceptionHandler, BrokenPage>()); // before the one that takes everything
        return services;
    }

    /// <summary>Answers without a body become pages for who asked for one; pages are compressed, and kept by no browser where they are somebody's.</summary>
    public static void UseWeb(this IApplicationBuilder app)
    {
        CompressedPages.Use(app);
        app.Use(PrivatePages.MarkAsync);
        app.UseStatusCodePages(StatusPage.ShowAsync);
        app.Use(StatusPage.LeaveBareAsync);
    }

    public static void MapWeb(this IEndpointRouteBuilder routes)
    {
        routes.MapStaticAssets();
        routes.MapManifest();
        routes.MapServiceWorker();
        routes.MapRazorComponents<App>().DisableAntiforgery(); // unsafe requests must be same-origin: forms need no token
        routes.MapPost("/logout", SignOutAsync).ExcludeFromDescription();
        routes.MapSignInAgain();
        routes.MapUploadForm();
        routes.MapShareTarget();
        routes.MapAccountForms();
        routes.MapAdminForms();
        routes.MapModelForms();
        routes.MapEventForms();
        routes.MapQrCode();
        routes.MapPhotoForms();
        routes.MapPreviewRedirect();
        routes.MapInbox();
        routes.MapTaggedForms();
        routes.MapFindMeForms();
    }

    private static async Task<RedirectHttpResult> SignOutAsync(HttpContext context, WebSessions sessions)
    {
        await sessions.SignOutAsync(context);
        return TypedResults.Redirect("/login");
    }
}
