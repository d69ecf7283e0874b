using Microsoft.EntityFrameworkCore;
using Pixeli.Data;

namespace Pixeli.Accounts.People;

/// <summary>Writes, once, the words of people who were here before there were any.</summary>
internal sealed partial class WordsOfOldAccounts(IServiceScopeFactory scopes, ILogger<WordsOfOldAccounts> logger) : BackgroundService
{
    private const int BatchSize = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await WriteAsync(stoppingToken) == BatchSize)
                continue;
        }
        catch (Exception failure) when (failure is DbUpdateException or System.Data.Common.DbException)
        {
            LogFailure(failure);
        }
    }

    private async Task<int> WriteAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PixeliDb>();
        var words = db.UserWords;
        var wordless = db.Users.Where(user => !words.Any(word => word.UserId == user.Id));
        if (!await wordless.AnyAsync(cancellationToken))
            return 0;
        return await db.WriteAsync(
            async () =>
            {
                var people = await wordless.Select(user => new { user.Id, user.UserName, user.Name }).Take(BatchSize).ToListAsync(cancellationToken);
                foreach (var person in people)
                    words.AddRange(NameWords.Of(person.UserName!, person.Name).Select(word => new UserWord { Word = word, UserId = person.Id }));
                await db.SaveChangesAsync(cancellationToken);
                return people.Count;
            },
            cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not index the names of older accounts: they are not found until the next start")]
    private partial void LogFailure(Exception failure);
}
