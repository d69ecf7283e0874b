using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pixeli.FindMe;
using Pixeli.Tagging;

namespace Pixeli.Tests.Vision;

/// <summary>Somebody withdraws at the very moment at which others answer whether they are in a photo: nothing about their face is left.</summary>
public sealed class WithdrawingAmidAnswers : IAsyncLifetime
{
    private const int Rounds = 20;

    private readonly PaintedEyes _eyes = new() { Sight = () => new([], [PaintedEyes.Face(0)], null) };
    private PixeliApp _app = null!;
    private Person _photographer = null!;
    private Person _me = null!;
    private Guid _photo;

    public async Task InitializeAsync()
    {
        _app = await PixeliApp.StartAsync(services => services.AddSingleton<IVisionEngine>(_eyes), "Pixeli:Vision:Quiet=00:00:00");
        (_photographer, _me) = (await _app.PersonAsync(), await _app.PersonAsync());
        _photo = (await _photographer.UploadCompletedAsync(await _photographer.CreateEventAsync()))["id"].Guid;
        await Wait.UntilAsync("its face was found", () => _app.WithDbAsync(db => db.Faces.AnyAsync(face => face.PhotoId == _photo)));
        await _me.AskToBeFoundAsync();
    }

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Theory]
    [InlineData("DELETE")] // denied
    [InlineData("POST")] // accepted
    public async Task Whoever_comes_first_nothing_of_an_answer_outlives_the_consent(string answer)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var answered = AnswerAsync(answer);
            var withdrawn = _me.DeleteAsync("/auth/me/find/");

            (await withdrawn).Expect(204);
            Assert.Contains((await answered).Status, (int[])[204, 409]);
            Assert.Equal(new(0, 0, 0), await LeftAsync());
            await _me.DeleteAsync($"/photos/{_photo}/tags/me/"); // who was accepted is named in the photo, and would not be suggested again
            await _me.AskToBeFoundAsync();
        }
    }

    /// <summary>The answer has begun, and waits for the withdrawal that was there before it.</summary>
    [PostgresTheory, Trait("Needs", "postgresql")]
    [InlineData("DELETE")]
    [InlineData("POST")]
    public async Task An_answer_that_waits_for_a_withdrawal_is_not_kept(string answer)
    {
        var me = _me.Id;
        var answered = await _app.WithDbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Selfies.Where(selfie => selfie.UserId == me).ExecuteDeleteAsync();
            var waiting = AnswerAsync(answer);
            await _app.LockedAsync();
            await transaction.CommitAsync();
            return await waiting;
        });

        Assert.Contains(answered.Status, (int[])[204, 409]);
        Assert.Equal(new(0, 0, 0), await LeftAsync());
    }

    /// <summary>The other way round: the withdrawal waits for the answer, and takes it along.</summary>
    [PostgresFact, Trait("Needs", "postgresql")]
    public async Task A_withdrawal_that_waits_for_an_answer_takes_it_along()
    {
        var (me, photo) = (_me.Id, _photo);
        var withdrawn = await _app.WithDbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.DeniedSuggestions.Add(new() { UserId = me, PhotoId = photo, DeniedAt = new DateTime(2026, 5, 12, 0, 0, 0, DateTimeKind.Utc) });
            await db.SaveChangesAsync();
            var waiting = _me.DeleteAsync("/auth/me/find/");
            await _app.LockedAsync();
            await transaction.CommitAsync();
            return await waiting;
        });

        withdrawn.Expect(204);
        Assert.Equal(new(0, 0, 0), await LeftAsync());
    }

    private Task<Answer> AnswerAsync(string answer) =>
        _photographer.SendAsync(new HttpMethod(answer), $"/photos/{_photo}/suggestions/{_me.Id}/");

    private Task<Left> LeftAsync() => _app.WithDbAsync(async db =>
        new Left(await db.Selfies.CountAsync(), await db.DeniedSuggestions.CountAsync(), await db.FaceVerdicts.CountAsync()));

    private sealed record Left(int Selfies, int Denials, int Verdicts);
}
