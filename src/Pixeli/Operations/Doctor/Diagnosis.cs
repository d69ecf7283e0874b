using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Pixeli.Hosting.Checkups;
using Pixeli.Storage;

namespace Pixeli.Operations.Doctor;

/// <summary>A finding, and what became of it.</summary>
internal sealed record Diagnosed(string Kind, string Subject, string Words, bool CanMend, bool IsMended);

/// <summary>Has every feature look after its own, and mend what it can.</summary>
internal sealed class Diagnosis(IEnumerable<ICheckup> checkups, IBlobStore store)
{
    /// <param name="options">How to look.</param>
    /// <param name="mend">Whether what is found is set right.</param>
    /// <param name="begun">Is told what is looked at.</param>
    /// <param name="cancellationToken">Stops it; what was mended stays mended.</param>
    public async Task<IReadOnlyList<Diagnosed>> RunAsync(CheckupOptions options, bool mend, Action<string> begun, CancellationToken cancellationToken)
    {
        await store.CheckAsync(cancellationToken); // nothing is mended with the rows of one site and the files of another
        var found = new List<Diagnosed>();
        foreach (var checkup in checkups)
        {
            begun(checkup.Title);
            await foreach (var finding in checkup.LookAsync(options, cancellationToken))
                found.Add(new(
                    finding.Kind, finding.Subject, finding.Words, finding.Mend is not null, mend && finding.Mend is not null && await TryAsync(finding.Mend, cancellationToken)));
        }

        return found;
    }

    private static async Task<bool> TryAsync(Func<CancellationToken, Task> mend, CancellationToken cancellationToken)
    {
        try
        {
            await mend(cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DbException or DbUpdateException)
        {
            return false; // it is found again the next time
        }
    }
}
