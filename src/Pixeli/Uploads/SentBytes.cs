namespace Pixeli.Uploads;

internal static class SentBytes
{
    /// <summary>Reads some of a request's body.</summary>
    /// <exception cref="BadHttpRequestException">The body ended before it should: told apart from a disk that fails.</exception>
    public static async Task<int> ReadSentAsync(this Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception broken) when (broken is (IOException and not BadHttpRequestException) or InvalidDataException)
        {
            throw EndedEarly(broken);
        }
    }

    /// <summary>Reads until the buffer is full or the body ends.</summary>
    /// <inheritdoc cref="ReadSentAsync"/>
    public static async Task<int> FillFromSentAsync(this Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        }
        catch (Exception broken) when (broken is (IOException and not BadHttpRequestException) or InvalidDataException)
        {
            throw EndedEarly(broken);
        }
    }

    private static BadHttpRequestException EndedEarly(Exception broken) => new("The upload ended before the file did.", broken);
}
