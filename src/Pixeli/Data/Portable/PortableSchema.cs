using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Pixeli.Data.Portable;

/// <summary>Tables and columns of the model, in words that both databases understand.</summary>
internal static class PortableSchema
{
    public static IEnumerable<(string Table, List<PortableColumn> Columns)> Of(PixeliDb db) => db.Model.GetRelationalModel().Tables
        .Where(table => table.Name != Site.Table)
        .OrderBy(table => table.Name, StringComparer.Ordinal)
        .Select(table => (table.Name, table.Columns.OrderBy(column => column.Name, StringComparer.Ordinal)
            .Select(column => new PortableColumn(column.Name, KindOf(column.PropertyMappings[0]))).ToList()));

    private static PortableKind KindOf(IColumnMapping mapping)
    {
        var type = Unwrap(mapping.Property.ClrType);
        if (type == typeof(Guid))
            return PortableKind.Id;
        if (type == typeof(DateTime))
            return PortableKind.Instant;
        if (type == typeof(DateTimeOffset))
            return PortableKind.ZonedInstant;
        if (type == typeof(bool))
            return PortableKind.Flag;
        if (type == typeof(byte[]))
            return PortableKind.Bytes;
        var kept = Unwrap(mapping.TypeMapping.Converter?.ProviderClrType ?? type);
        if (kept == typeof(string))
            return PortableKind.Text;
        if (kept == typeof(int))
            return PortableKind.Number;
        if (kept == typeof(long))
            return PortableKind.LargeNumber;
        if (kept == typeof(float))
            return PortableKind.SingleReal;
        return kept == typeof(double)
            ? PortableKind.Real
            : throw new NotSupportedException($"The column {mapping.Column.Table.Name}.{mapping.Column.Name} holds {kept.Name}, which no dump knows.");
    }

    private static Type Unwrap(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
