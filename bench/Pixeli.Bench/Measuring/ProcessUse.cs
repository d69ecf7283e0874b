using System.Globalization;

namespace Pixeli.Bench.Measuring;

/// <summary>What a process takes of the machine, as Linux counts it.</summary>
internal static class ProcessUse
{
    private const double KibibytesPerMegabyte = 1e6 / 1024;
    private const double TicksPerSecond = 100; // USER_HZ, the same on every Linux of these processors

    /// <summary>Resident size now, in megabytes.</summary>
    public static double Resident(int process) => Status(process, "VmRSS:");

    /// <summary>The largest resident size there was, in megabytes.</summary>
    public static double PeakResident(int process) => Status(process, "VmHWM:");

    /// <summary>Processor seconds used so far.</summary>
    public static double ProcessorSeconds(int process)
    {
        // proc(5): fields 14 and 15 are utime and stime; the name in field 2 may hold blanks, its bracket ends it.
        var text = File.ReadAllText($"/proc/{process}/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
    }

    private static double Status(int process, string name)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return Number(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1]) / KibibytesPerMegabyte;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
