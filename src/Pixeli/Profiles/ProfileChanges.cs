using Pixeli.Accounts;
using Pixeli.Hosting;
using Pixeli.Hosting.Errors;

namespace Pixeli.Profiles;

/// <summary>What a request says of a profile. What is missing stays as it is.</summary>
public sealed record ProfileChanges
{
    private const int NameLength = 150;
    private const int BioLength = 2000;
    private const int DepartmentLength = 150;
    private const int BatchLength = 50;

    public Optional<string?> Name { get; init; }

    public Optional<string?> Bio { get; init; }

    public Optional<string?> Department { get; init; }

    public Optional<string?> Batch { get; init; }

    /// <summary>Puts the changes into <paramref name="user"/>, or says by field what is wrong with them.</summary>
    internal IReadOnlyList<FieldError> ApplyTo(User user)
    {
        var errors = new List<FieldError>();
        user.Name = Text("name", Name, user.Name, NameLength, errors);
        if (user.Name.Length == 0)
            errors.Add(new("name", "This field may not be blank."));
        user.Bio = Text("bio", Bio, user.Bio, BioLength, errors).ReplaceLineEndings("\n");
        user.Department = Text("department", Department, user.Department, DepartmentLength, errors);
        user.Batch = Text("batch", Batch, user.Batch, BatchLength, errors);
        return errors;
    }

    private static string Text(string field, Optional<string?> value, string before, int length, List<FieldError> errors)
    {
        if (!value.IsGiven)
            return before;
        var text = value.Value?.Trim() ?? "";
        if (text.Characters > length)
            errors.Add(new(field, $"At most {length} characters."));
        return text;
    }
}
