using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Pixeli.Hosting.Errors;

/// <summary>Tells what may pass, so that work in the background is tried again, from mistakes of ours.</summary>
internal static class PassingTrouble
{
    /// <summary>Trouble with the database, the disk or the store.</summary>
    public static bool Is(Exception failure) => failure is IOException or UnauthorizedAccessException or DbException or DbUpdateException;
}
