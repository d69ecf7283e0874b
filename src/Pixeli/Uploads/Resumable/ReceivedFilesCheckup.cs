using System.Runtime.CompilerServices;
using Pixeli.Data;
using Pixeli.Hosting.Checkups;

namespace Pixeli.Uploads.Resumable;

/// <summary>Looks for files of resumable uploads that nobody will continue.</summary>
internal sealed class ReceivedFilesCheckup(PixeliDb db, ReceivedFiles files, TimeProvider clock) : ICheckup
{
    private const int BatchSize = 200;

    public string Title => "Resumable uploads";

    public async IAsyncEnumerable<Finding> LookAsync(CheckupOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var batch in files.All().Chunk(BatchSize))
        {
            foreach (var upload in await ResumableSweep.LeftAsync(db, batch, clock.UtcNow, cancellationToken))
            {
                if (IsFree(upload))
                    yield return new("upload-left", $"{upload}", "Its file belongs to no upload that could be continued.", _ => RemoveAsync(upload));
            }
        }
    }

    private bool IsFree(Guid upload)
    {
        using var turn = files.TryLock(upload);
        return turn is not null;
    }

    private Task RemoveAsync(Guid upload)
    {
        using var turn = files.TryLock(upload);
        if (turn is not null)
            files.Delete(upload);
        return Task.CompletedTask;
    }
}
