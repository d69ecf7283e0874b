using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Pixeli.Hosting;
using Pixeli.Hosting.Limits;
using Pixeli.Processing;

namespace Pixeli.Tests.Configuration;

/// <summary>The settings of an options class, in the order of its source.</summary>
internal static class SettingsOf
{
    private static readonly Dictionary<Type, string> Kinds = new()
    {
        [typeof(string)] = "text",
        [typeof(int)] = "whole number",
        [typeof(long)] = "whole number",
        [typeof(double)] = "number",
        [typeof(bool)] = "`true`, `false`",
        [typeof(TimeSpan)] = "time",
        [typeof(Quota)] = "`Count` in `Window`",
    };

    public static IEnumerable<Setting> Class(Type type) => Class(type, "");

    private static IEnumerable<Setting> Class(Type type, string before)
    {
        var defaults = Activator.CreateInstance(type);
        foreach (var property in type.GetProperties().Where(property => property.CanWrite || IsCollection(property.PropertyType)).OrderBy(property => property.MetadataToken))
        {
            if (property.PropertyType is { IsGenericType: true } dictionary && dictionary.GetGenericTypeDefinition() == typeof(IDictionary<,>))
            {
                foreach (var setting in Class(dictionary.GetGenericArguments()[1], $"{before}{property.Name}__{{name}}__"))
                    yield return setting;
            }
            else
            {
                yield return Row(property, before, property.GetValue(defaults));
            }
        }
    }

    private static Setting Row(PropertyInfo property, string before, object? value)
    {
        var list = IsCollection(property.PropertyType);
        var name = list ? $"`{before}{property.Name}__0`, …" : $"`{before}{property.Name}`";
        var type = list ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType;
        return new(name, Kind(Nullable.GetUnderlyingType(type) ?? type), list ? "none" : Default(property, value), Range(property), Summaries.Of(property));
    }

    private static bool IsCollection(Type type) => type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable));

    private static string Kind(Type type) => type.IsEnum ? string.Join(", ", Enum.GetNames(type).Select(name => $"`{name}`")) : Kinds[type];

    private static string Default(PropertyInfo property, object? value) => value switch
    {
        _ when property.DeclaringType == typeof(ProcessingOptions) && property.Name == nameof(ProcessingOptions.Workers) => "processor cores + 1", // another on each machine
        null or "" => "none",
        bool yes => yes ? "`true`" : "`false`",
        Quota quota => $"{quota.Count.ToString(CultureInfo.InvariantCulture)} in `{quota.Window:c}`",
        IFormattable number => $"`{number.ToString(null, CultureInfo.InvariantCulture)}`",
        _ => $"`{value}`",
    };

    private static string Range(PropertyInfo property) => property switch
    {
        _ when property.GetCustomAttribute<RangeAttribute>() is { Maximum: int.MaxValue } open => string.Create(CultureInfo.InvariantCulture, $"from {open.Minimum}"),
        _ when property.GetCustomAttribute<RangeAttribute>() is { } numbers => string.Create(CultureInfo.InvariantCulture, $"{numbers.Minimum} to {numbers.Maximum}"),
        _ when property.GetCustomAttribute<TimeRangeAttribute>() is { } times => $"`{times.Minimum}` to `{times.Maximum}`",
        _ when property.PropertyType == typeof(Quota) => string.Join("; ", typeof(Quota).GetProperties().OrderBy(part => part.MetadataToken).Select(part => $"`{part.Name}` {Range(part)}")),
        _ => "",
    };
}
