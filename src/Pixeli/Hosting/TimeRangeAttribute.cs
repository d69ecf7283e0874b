using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Pixeli.Hosting;

/// <summary>
/// A time between two others, both included. <see cref="RangeAttribute"/> converts its bounds when it is first asked, and fails where
/// two servers of one process ask at once.
/// </summary>
/// <param name="minimum">The least, as <c>[d.]hh:mm:ss[.f]</c>.</param>
/// <param name="maximum">The most.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TimeRangeAttribute(string minimum, string maximum) : ValidationAttribute("The field {0} must be between {1} and {2}.")
{
    private readonly TimeSpan _minimum = TimeSpan.Parse(minimum, CultureInfo.InvariantCulture);
    private readonly TimeSpan _maximum = TimeSpan.Parse(maximum, CultureInfo.InvariantCulture);

    public string Minimum { get; } = minimum;

    public string Maximum { get; } = maximum;

    public override bool IsValid(object? value) => value is not TimeSpan time || (time >= _minimum && time <= _maximum);

    public override string FormatErrorMessage(string name) =>
        string.Format(CultureInfo.CurrentCulture, ErrorMessageString, name, Minimum, Maximum);
}
