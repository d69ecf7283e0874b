using Pixeli.Tests.Crashes;

namespace Pixeli.Tests.Configuration;

public sealed class SettingsThatMakeNoSense
{
    [Theory]
    [InlineData("Pixeli__Uploads__MaxFiles", "many", "Pixeli:Uploads:MaxFiles")]
    [InlineData("Pixeli__Uploads__MaxFiles", "0", "MaxFiles")]
    [InlineData("PIXELI_DATA_MUST_EXIST", "perhaps", "PIXELI_DATA_MUST_EXIST")]
    public async Task Stop_the_start_with_a_sentence_that_says_which(string setting, string value, string named)
    {
        var folder = Directory.CreateTempSubdirectory("pixeli-test-").FullName;

        var (exitCode, said) = await ServerProcess.CommandAsync(
            folder, databaseUrl: "", "", new Dictionary<string, string> { [setting] = value }, ["serve"]);

        Directory.Delete(folder, recursive: true);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("Pixel-i cannot start: ", said, StringComparison.Ordinal);
        Assert.Contains(named, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }
}
