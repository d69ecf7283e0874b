namespace Pixeli.Accounts;

/// <summary>A person as they appear inside other answers.</summary>
public sealed record MiniUser(Guid Id, string Username, string Name, string? ProfilePic);
