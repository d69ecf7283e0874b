namespace Pixeli.Engagement;

internal static class EngagementFeature
{
    public static IServiceCollection AddEngagement(this IServiceCollection services) =>
        services.AddScoped<LikePhoto>().AddScoped<CommentOnPhoto>().AddScoped<CommentQueries>().AddScoped<LikeQueries>();

    public static void MapEngagement(this IEndpointRouteBuilder routes)
    {
        routes.MapLikes();
        routes.MapComments();
    }
}
