using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Hosting.Checkups;

namespace Pixeli.Events;

/// <summary>Looks for deleted events that nobody removes.</summary>
internal sealed class DeletedEventsCheckup(PixeliDb db, DeletedEvents deleted, TimeProvider clock) : ICheckup
{
    private static readonly TimeSpan Late = TimeSpan.FromHours(1); // a million photos take a while

    public string Title => "Deleted events";

    public async IAsyncEnumerable<Finding> LookAsync(CheckupOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var before = clock.UtcNow - Late;
        foreach (var id in await db.Events.Where(item => item.DeletedAt <= before).Select(item => item.Id).ToListAsync(cancellationToken))
            yield return new("event-left", $"{id}", "It is deleted and still there: does a worker run?", RemoveAsync);
    }

    private async Task RemoveAsync(CancellationToken cancellationToken)
    {
        while (await deleted.RemoveSomeAsync(cancellationToken))
            continue;
    }
}
