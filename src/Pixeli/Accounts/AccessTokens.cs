using System.Security.Claims;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Pixeli.Hosting;

namespace Pixeli.Accounts;

/// <summary>Access tokens: JWTs signed with HS256, claims <c>token_type</c>, <c>user_id</c>, <c>sid</c> (the session), <c>jti</c>, <c>iat</c>, <c>exp</c>.</summary>
internal sealed class AccessTokens(DataFolder data, TimeProvider clock, IOptions<AccountOptions> options)
{
    public const string UserClaim = "user_id";
    public const string SessionClaim = "sid";
    private const string TypeClaim = "token_type";
    private const string AccessType = "access";

    private readonly SymmetricSecurityKey _key = new(KeyFile.ReadOrCreate(data.Keys, "access-tokens"));
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

#pragma warning disable CA5404 // issuer and audience are both this program: the key, which nobody else has, says as much
    public TokenValidationParameters Validation => new()
    {
        IssuerSigningKey = _key,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        ValidateIssuer = false,
        ValidateAudience = false,
        RequireExpirationTime = true,
        ClockSkew = TimeSpan.Zero,
        LifetimeValidator = (_, expires, _, _) => expires > clock.GetUtcNow().UtcDateTime,
    };
#pragma warning restore CA5404

    public static bool IsAccess(ClaimsPrincipal principal) => principal.HasClaim(TypeClaim, AccessType);

    public string Issue(Guid user, Guid session)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            IssuedAt = now,
            Expires = now + options.Value.AccessTokenLife,
            SigningCredentials = new(_key, SecurityAlgorithms.HmacSha256),
            Claims = new Dictionary<string, object>
            {
                [TypeClaim] = AccessType,
                [UserClaim] = user.ToString(),
                [SessionClaim] = session.ToString(),
                [JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7().ToString("N"),
            },
        });
    }
}
