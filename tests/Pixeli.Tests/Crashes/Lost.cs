namespace Pixeli.Tests.Crashes;

/// <summary>What a client sees of a server that was killed.</summary>
internal static class Lost
{
    public static bool Is(Exception failure) => failure is HttpRequestException or IOException or OperationCanceledException;

    /// <summary>Null when nobody answered.</summary>
    public static async Task<Answer?> AnswerAsync(Func<Task<Answer>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception lost) when (Is(lost))
        {
            return null;
        }
    }
}
