using System.Net;
using Pixeli.Mail;

namespace Pixeli.Accounts.Verification;

/// <summary>The mail that brings a code. It has no link: where the code is wanted, its reader is already.</summary>
internal static class CodeLetter
{
    public static Letter For(CodePurpose purpose, string to, string username, string code)
    {
        var (heading, why) = purpose == CodePurpose.VerifyEmail
            ? ("Confirm your e-mail address", "Enter this code to finish signing up.")
            : ("Choose a new password", "Enter this code to choose a new password.");
        return new(to, $"{code} is your Pixel-i code", Text(heading, why, username, code), Html(heading, why, WebUtility.HtmlEncode(username), code));
    }

    private static string Text(string heading, string why, string username, string code) =>
        $"""
        {heading}

        {why}

            {code}

        It is good for 10 minutes. Your user name is {username}.

        If you did not ask for this, ignore this mail, and give the code to nobody.

        Pixel-i
        """.ReplaceLineEndings("\r\n") + "\r\n";

    // Mail programs know little CSS: tables hold the layout, and every style stands on its element.
    private static string Html(string heading, string why, string username, string code) =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{heading}</title>
        </head>
        <body style="margin:0;padding:0;background:#f1f4f4;">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f1f4f4;">
        <tr><td align="center" style="padding:32px 16px;">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:480px;background:#ffffff;border-radius:14px;">
        <tr><td style="padding:36px 32px;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;color:#161d1f;font-size:16px;line-height:24px;">
        <p style="margin:0 0 28px;font-size:18px;font-weight:600;color:#175e6f;">Pixel-i</p>
        <h1 style="margin:0 0 8px;font-size:24px;line-height:30px;font-weight:600;">{heading}</h1>
        <p style="margin:0 0 24px;color:#4d5759;">{why}</p>
        <p style="margin:0 0 24px;padding:18px 0;border-radius:8px;background:#e4f0f3;color:#10333d;text-align:center;font-size:36px;line-height:44px;font-weight:700;letter-spacing:8px;font-family:ui-monospace,Menlo,Consolas,monospace;">{code}</p>
        <p style="margin:0 0 24px;">It is good for 10 minutes. Your user name is <strong>{username}</strong>.</p>
        <p style="margin:0;font-size:14px;line-height:20px;color:#4d5759;">If you did not ask for this, ignore this mail, and give the code to nobody.</p>
        </td></tr>
        </table>
        </td></tr>
        </table>
        </body>
        </html>
        """.ReplaceLineEndings("\r\n") + "\r\n";
}
