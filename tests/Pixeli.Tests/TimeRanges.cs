using System.Globalization;
using Pixeli.Hosting;

namespace Pixeli.Tests;

public sealed class TimeRanges
{
    private readonly TimeRangeAttribute _range = new("00:00:01", "1.00:00:00");

    [Theory]
    [InlineData("00:00:00.9", false)]
    [InlineData("00:00:01", true)]
    [InlineData("1.00:00:00", true)]
    [InlineData("1.00:00:01", false)]
    public void Take_what_lies_between_their_bounds(string time, bool taken) => Assert.Equal(taken, _range.IsValid(TimeSpan.Parse(time, CultureInfo.InvariantCulture)));

    [Fact]
    public void Say_their_bounds() => Assert.Equal("The field Lease must be between 00:00:01 and 1.00:00:00.", _range.FormatErrorMessage("Lease"));
}
