using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Events;
using Pixeli.Hosting;
using Pixeli.Media;
using Pixeli.Photos;
using Pixeli.Storage;

namespace Pixeli;

internal static class Program
{
    private static async Task Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var data = new DataFolder(builder.Configuration["PIXELI_DATA"]);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddData(new DatabaseOptions { Url = builder.Configuration["DATABASE_URL"], SqlitePath = data.Database });
        builder.Services.AddSingleton(data);
        builder.Services.AddSingleton<Signals>();
        builder.Services.AddStorage(data.Blobs).AddAccounts(data).AddEvents().AddPhotos().AddMedia(data);
        var app = builder.Build();
        app.MapAccounts();
        await app.RunAsync();
    }
}
