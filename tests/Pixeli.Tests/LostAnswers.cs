using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pixeli.Data;
using Pixeli.Hosting.Telemetry;
using Pixeli.Photos;
using Pixeli.Tagging;
using Pixeli.Tests.Vision;

namespace Pixeli.Tests;

/// <summary>
/// The database goes away between a worker and what it holds. The clocks of these servers stand still, so that no lease ever ends: what was left
/// waiting for one would wait for ever.
/// </summary>
public sealed class LostAnswers
{
    [Theory, InlineData("SET status = 'PR'"), InlineData("SET status = 'CL'")]
    public Task A_photo_whose_claim_was_committed_and_not_heard_of_is_claimed_again(string claim) => GoesOnAsync(new(claim, isCommitted: true));

    [Theory, InlineData("placeholder ="), InlineData("findings =")]
    public Task A_photo_whose_end_could_not_be_written_is_claimed_again(string end) => GoesOnAsync(new(end, isCommitted: false));

    [Fact]
    public async Task A_photo_is_measured_while_the_database_is_away_and_not_until_it_is_back()
    {
        var broken = new BrokenConnection("placeholder =", isCommitted: false, staysBroken: true);
        await using var app = await StartAsync(broken);
        var measured = 0;
        using var listener = new MeterListener();
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref measured));
        var meter = app.Services.GetRequiredService<PixeliMeter>().Instruments;
        listener.InstrumentPublished = (instrument, heard) =>
        {
            if (instrument.Meter == meter && instrument.Name == "pixeli.processing.duration")
                heard.EnableMeasurementEvents(instrument);
        };
        listener.Start();
        var person = await app.PersonAsync();
        await person.UploadAsync(await person.CreateEventAsync());

        await Wait.UntilAsync("it was measured while its end cannot be written", () => Volatile.Read(ref measured) == 1);
        broken.Mend();
        await Wait.UntilAsync("it was measured once more", () => Volatile.Read(ref measured) == 2);

        await Wait.UntilAsync("it is completed", () => app.WithDbAsync(db => db.Photos.AnyAsync(photo => photo.Status == PhotoStatus.Completed)));
    }

    private static Task<PixeliApp> StartAsync(BrokenConnection broken) => PixeliApp.StartAsync(
        services => services.AddSingleton<IVisionEngine>(new PaintedEyes()).ConfigureDbContext<PixeliDb>(options => options.AddInterceptors(broken)),
        "Pixeli:Vision:Quiet=00:00:00");

    private static async Task GoesOnAsync(BrokenConnection broken)
    {
        await using var app = await StartAsync(broken);
        var person = await app.PersonAsync();
        var photo = (await person.UploadCompletedAsync(await person.CreateEventAsync()))["id"].Guid;

        await Wait.UntilAsync("the photo was looked at", () => app.WithDbAsync(db => db.PhotoVisions.AnyAsync(vision => vision.PhotoId == photo && vision.Status == VisionStatus.Done)));

        Assert.True(broken.Happened);
        Assert.Equal((0, 0), await app.WithDbAsync(async db =>
        {
            var row = await db.Photos.AsNoTracking().FirstAsync(row => row.Id == photo);
            return (row.Attempts, row.Interruptions); // it was none of the photo's fault
        }));
    }
}
