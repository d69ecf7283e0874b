using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Pixeli.Data;

/// <summary>UTC instants as whole microseconds since 1970, PostgreSQL's own resolution.</summary>
internal sealed class UtcMicroseconds() : ValueConverter<DateTime, long>(
    instant => FromInstant(instant),
    microseconds => DateTime.UnixEpoch.AddMicroseconds(microseconds))
{
    public static long FromInstant(DateTime instant) => (instant - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
