namespace Pixeli.Accounts;

/// <summary>Who is asking: the signed-in person, read from the database once a request.</summary>
/// <param name="Id">The person.</param>
/// <param name="Username">Their user name.</param>
/// <param name="Name">The name people see.</param>
/// <param name="Role">What they are to the organisation.</param>
/// <param name="SessionId">The session the request came in on.</param>
public sealed record Caller(Guid Id, string Username, string Name, Role Role, Guid SessionId)
{
    /// <summary>A member whom there is not.</summary>
    public static Caller Nobody { get; } = new(Guid.Empty, "", "", Role.Member, Guid.Empty);

    public bool IsAdministrator => Role == Role.Administrator;

    public bool IsMember => Role >= Role.Member;

    /// <summary>The caller of a request, or null when it carries no live session.</summary>
    public static Caller? Of(HttpContext context) => context.Features.Get<Caller>();

    /// <summary>Binds a handler's parameter; the route group has required a signed-in person before.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context));
}
