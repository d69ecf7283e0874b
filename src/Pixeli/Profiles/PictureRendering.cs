using Pixeli.Hosting;
using Pixeli.Imaging;

namespace Pixeli.Profiles;

/// <summary>Renders small pictures while somebody waits, profile pictures among them, few at a time: a photo in the middle of being decoded takes memory.</summary>
public sealed class PictureRendering(PhotoRenderer renderer) : IDisposable
{
    private const int Edge = 256;
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <exception cref="ImagingException">The file cannot be rendered.</exception>
    public async Task<ReadOnlyMemory<byte>> RenderAsync(string path, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await OwnThread.RunAsync(() => renderer.RenderSquare(path, Edge, cancellationToken), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
