namespace Pixeli.Data;

public static class Instants
{
    extension(TimeProvider clock)
    {
        /// <summary>Now in UTC, cut to the microsecond that both databases keep, so that what was written equals what is read.</summary>
        public DateTime UtcNow => clock.GetUtcNow().UtcDateTime.ToMicroseconds();
    }

    public static DateTime ToMicroseconds(this DateTime instant) =>
        new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);

    /// <summary>An instant as this database keeps it, for parameters of hand-written SQL.</summary>
    public static object Instant(this PixeliDb db, DateTime instant) => db.IsSqlite ? UtcMicroseconds.FromInstant(instant) : instant;
}
