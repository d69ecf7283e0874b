using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Pixeli.Data;

/// <summary>UTC instants as whole microseconds since 1970, PostgreSQL's own resolution.</summary>
internal sealed class UtcMicroseconds() : ValueConverter<DateTime, long>(
    instant => FromInstant(instant),
    microseconds => ToInstant(microseconds))
{
    public static long FromInstant(DateTime instant) => (instant - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    // Not AddMicroseconds, which counts in floating point: far from 1970 it is off, and past the end of the calendar.
    public static DateTime ToInstant(long microseconds) => DateTime.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
