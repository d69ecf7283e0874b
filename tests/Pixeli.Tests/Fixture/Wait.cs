namespace Pixeli.Tests;

internal static class Wait
{
    /// <summary>Waits for a condition, looking often; fails after a minute and a half, which no healthy run takes.</summary>
    public static Task UntilAsync(string what, Func<bool> condition) => UntilAsync(what, () => Task.FromResult(condition()));

    /// <inheritdoc cref="UntilAsync(string, Func{bool})"/>
    public static async Task UntilAsync(string what, Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!await condition())
        {
            if (limit.IsCancellationRequested)
                Assert.Fail($"Waited in vain: {what}.");
            await Task.Delay(20);
        }
    }

    /// <summary>Deletes a folder in which somebody who is just ending may still write.</summary>
    public static Task UntilDeletedAsync(string folder) => UntilAsync($"{folder} is deleted", () =>
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // somebody else took away what was in it
        }
        catch (IOException)
        {
            // something came into it meanwhile
        }

        return !Directory.Exists(folder);
    });
}
