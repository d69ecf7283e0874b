using System.Buffers;
using Microsoft.AspNetCore.Identity;

namespace Pixeli.Accounts.Passwords;

/// <summary>
/// NIST SP 800-63B, section 3.1.1.2: a new password is compared with a list of those that are commonly used, expected or
/// compromised, and with words of its context such as the user name. Guessing starts with these.
/// </summary>
internal sealed class GuessablePasswords : IPasswordValidator<User>
{
    public const string Code = "PasswordGuessable";
    private const int LongestTail = 4;
    private const int ShortestWord = 3;
    private const int FewestOwnCharacters = 4;
    private static readonly SearchValues<char> Tail = SearchValues.Create("0123456789!?.,-_*+#$%&@ ");

    // Ten thousand lines of text, each between two line breaks: searching them whole is quick, and is done for new passwords only.
    private static readonly Lazy<string> List = new(Read);

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password)
    {
        var problem = password is null ? null
            : IsCommon(password) ? "This password is one of the most common ones. Choose another."
            : IsAboutThePerson(password, user) ? "This password is too close to your name or address. Choose another."
            : null;
        return Task.FromResult(problem is null ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = Code, Description = problem }));
    }

    /// <summary>True for a password of the list in any case, also with a year or the like after it.</summary>
    private static bool IsCommon(string password)
    {
        var lower = password.ToLowerInvariant();
        if (IsListed(lower))
            return true;
        var word = lower.AsSpan().TrimEnd("!?.*");
        for (var cut = 0; cut <= LongestTail && word.Length > 0; cut++, word = word[..^1])
        {
            if (IsListed(word))
                return true;
            if (!Tail.Contains(word[^1]))
                return false;
        }

        return false;
    }

    private static bool IsListed(ReadOnlySpan<char> word) =>
        !word.Contains('\n') && List.Value.AsSpan().Contains($"\n{word}\n", StringComparison.Ordinal);

    /// <summary>True when little is left of a password without the person's own names.</summary>
    private static bool IsAboutThePerson(string password, User user)
    {
        var rest = Letters(password);
        var length = rest.Length;
        string[] names = [user.Email ?? "", user.UserName ?? "", user.Email?.Split('@')[0] ?? "", user.Name, .. user.Name.Split(' ')];
        foreach (var name in names.Select(Letters).Where(name => name.Length >= ShortestWord).OrderByDescending(name => name.Length))
            rest = rest.Replace(name, "", StringComparison.Ordinal);
        return rest.Length < length && rest.Length < FewestOwnCharacters;
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static string Read()
    {
        using var stream = typeof(GuessablePasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return $"\n{reader.ReadToEnd().ReplaceLineEndings("\n")}";
    }
}
