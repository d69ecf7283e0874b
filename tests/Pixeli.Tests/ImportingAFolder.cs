using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Pixeli.Accounts;
using Pixeli.Importing;
using Pixeli.Tests.Crashes;
using Spectre.Console;

namespace Pixeli.Tests;

public sealed class ImportingAFolder : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pixeli-import-").FullName;
    private PixeliApp _app = null!;

    public async Task InitializeAsync() => _app = await PixeliApp.StartAsync();

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Brings_every_photo_in_once_and_names_what_it_could_not_take()
    {
        var boss = await _app.PersonAsync(Role.Administrator);
        var below = Directory.CreateDirectory(Path.Combine(_folder, "card", "DCIM")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(_folder, "one.jpg"), TestPhotos.Next());
        await File.WriteAllBytesAsync(Path.Combine(below, "two.jpg"), TestPhotos.Next());
        await File.WriteAllTextAsync(Path.Combine(below, "notes.txt"), "not a photo, and nobody said so");
        await File.WriteAllTextAsync(Path.Combine(below, "broken.jpg"), "not a photo either");

        var first = await ImportAsync("--event", "Summer party", "--as", boss.Username);
        var again = await ImportAsync("--event", "Summer party", "--as", boss.Username);

        Assert.Equal((1, 2, 0, 1, 1), (first.ExitCode, first.Imported, first.ThereAlready, first.OtherFiles, first.Failed));
        Assert.Contains("broken.jpg: The file is not a picture.", first.Said, StringComparison.Ordinal);
        Assert.Equal((0, 2, 1), (again.Imported, again.ThereAlready, again.Failed));
        var item = Assert.Single((await boss.GetAsync("/events/")).Expect(200).List)!;
        Assert.Equal("Summer party", item["title"].Text);
        var photos = (await boss.GetAsync($"/events/{item["id"].Text}/photos/")).Expect(200).List;
        Assert.Equal(["CO", "CO"], photos.Each("status"));
    }

    [Fact]
    public async Task Waits_for_no_photo_that_was_deleted_meanwhile()
    {
        await using var app = await PixeliApp.StartAsync(null, "Pixeli:Processing:Workers=0"); // nothing is ever processed
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        await File.WriteAllBytesAsync(Path.Combine(_folder, "one.jpg"), TestPhotos.Next());
        var (report, console) = (new ImportReport(), AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(TextWriter.Null) }));
        var importer = ActivatorUtilities.CreateInstance<FolderImport>(app.Services);

        var import = console.Progress().StartAsync(progress => importer.RunAsync(new(_folder), new(eventId, person.Id), report, progress, CancellationToken.None));
        await Wait.UntilAsync("the photo is there", () => report.Imported.Count == 1);
        Assert.False(import.IsCompleted);
        (await person.DeleteAsync($"/photos/{report.Imported.Keys.Single()}/")).Expect(204);

        await import.WaitAsync(TimeSpan.FromSeconds(90));
        Assert.Equal(0, report.Failed);
    }

    [Fact]
    public async Task Names_what_could_not_go_into_an_event_that_is_gone()
    {
        await using var app = await PixeliApp.StartAsync(null, "Pixeli:Processing:Workers=0");
        var person = await app.PersonAsync();
        await File.WriteAllBytesAsync(Path.Combine(_folder, "one.jpg"), TestPhotos.Next());
        var (report, console) = (new ImportReport(), AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(TextWriter.Null) }));
        var importer = ActivatorUtilities.CreateInstance<FolderImport>(app.Services);

        await console.Progress().StartAsync(progress => importer.RunAsync(
            new(_folder), new(Guid.CreateVersion7(), person.Id), report, progress, CancellationToken.None));

        Assert.Equal((0, 1), (report.Imported.Count, report.Failed));
    }

    [Theory]
    [InlineData("nobody", "There is no user nobody.")]
    [InlineData(null, "There is no administrator yet")]
    public async Task Says_who_is_missing(string? username, string reason)
    {
        string[] arguments = username is null ? ["--event", "Party"] : ["--event", "Party", "--as", username];

        var import = await ImportAsync(arguments);

        Assert.Equal(1, import.ExitCode);
        Assert.Contains(reason, import.Said, StringComparison.Ordinal);
    }

    private async Task<Import> ImportAsync(params string[] arguments)
    {
        var (exitCode, said) = await ServerProcess.CommandAsync(_app.DataFolder, _app.DatabaseUrl, "", ["import", _folder, .. arguments]);
        said = Regex.Replace(said, "\u001b\\[[0-9;]*m", "");
        return new(exitCode, said, Number("imported"), Number("there already"), Number("other files, left alone"), Number("failed"));

        int Number(string row) => Regex.Match(said, $@"{row}\s*│\s*(\d+)") is { Success: true } match
            ? int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)
            : -1;
    }

    private sealed record Import(int ExitCode, string Said, int Imported, int ThereAlready, int OtherFiles, int Failed);
}
