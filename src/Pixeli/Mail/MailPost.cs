using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Hosting.Roles;

namespace Pixeli.Mail;

/// <summary>Sends what waits, one mail after another; a mail that is not taken is tried again after ever longer pauses.</summary>
internal sealed partial class MailPost(
    IServiceScopeFactory scopes, IMailSender sender, Signals signals, TimeProvider clock, IOptions<ShutdownOptions> shutdown, ILogger<MailPost> logger)
    : BackgroundService
{
    private const int LongestPause = 7; // doublings: 5 s to about 10 minutes
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);

    // No mail waits for longer: one that seems to was written before the clock was put back, and is due.
    private static readonly TimeSpan Longest = (FirstPause * (1 << LongestPause)) + TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var cutOff = new CancellationTokenSource(); // a mail that is being sent may get through before the process ends
        await using var stop = stoppingToken.Register(() => cutOff.CancelAfter(shutdown.Value.Grace));
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await ClaimAsync(stoppingToken) is { } mail)
                    await PostAsync(mail, cutOff.Token);
            }
            catch (Exception failure) when (failure is DbUpdateException or System.Data.Common.DbException)
            {
                LogFailure(failure); // the rows are still there: the next round tries again
            }

            await signals.MailsWaiting.WaitAsync(Interval, stoppingToken);
        }
    }

    // One statement decides who sends when several processes look at once; whoever dies with a mail in hand lets go of it in time.
    private Task<OutgoingMail?> ClaimAsync(CancellationToken cancellationToken) => WithDbAsync(async db =>
    {
        var now = clock.UtcNow;
        var latest = now + Longest;
        while (await db.Set<OutgoingMail>().AsNoTracking().Where(mail => mail.DueAt <= now || mail.DueAt > latest).OrderBy(mail => mail.DueAt)
            .FirstOrDefaultAsync(cancellationToken) is { } mail)
        {
            var claimed = await db.WriteAsync(
                () => db.Set<OutgoingMail>().Where(row => row.Id == mail.Id && (row.DueAt <= now || row.DueAt > latest))
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, now + Lease), cancellationToken),
                cancellationToken);
            if (claimed == 1)
                return mail;
        }

        return null;
    });

    private async Task PostAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        try
        {
            if (mail.GiveUpAt > clock.UtcNow)
                await sender.SendAsync(mail, cancellationToken);
            else
                LogGivenUp(null, mail.Id, mail.Attempts);
        }
        catch (MailNotSentException failure) when (!failure.IsFinal)
        {
            LogNotSent(failure, mail.Id);
            await PostponeAsync(mail, cancellationToken);
            return;
        }
        catch (MailNotSentException failure)
        {
            LogGivenUp(failure, mail.Id, mail.Attempts + 1);
        }

        // Not to be cancelled: it is sent, and would be sent again.
        await WithDbAsync(db => db.WriteAsync(
            () => db.Set<OutgoingMail>().Where(row => row.Id == mail.Id).ExecuteDeleteAsync(CancellationToken.None), CancellationToken.None));
    }

    private Task<int> PostponeAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var due = clock.UtcNow + (FirstPause * (1 << Math.Min(mail.Attempts, LongestPause)));
        return WithDbAsync(db => db.WriteAsync(
            () => db.Set<OutgoingMail>().Where(row => row.Id == mail.Id).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.DueAt, due).SetProperty(row => row.Attempts, mail.Attempts + 1), cancellationToken),
            cancellationToken));
    }

    private async Task<T> WithDbAsync<T>(Func<PixeliDb, Task<T>> use)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<PixeliDb>());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Mail} was not sent; trying again")]
    private partial void LogNotSent(Exception failure, Guid mail);

    [LoggerMessage(Level = LogLevel.Error, Message = "Gave up mail {Mail} after {Attempts} attempts")]
    private partial void LogGivenUp(Exception? failure, Guid mail, int attempts);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not look for mails to send; trying again")]
    private partial void LogFailure(Exception failure);
}
