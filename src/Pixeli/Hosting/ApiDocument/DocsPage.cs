namespace Pixeli.Hosting.ApiDocument;

/// <summary>The page that shows the OpenAPI document: Swagger UI, served from here like everything else.</summary>
internal static class DocsPage
{
    public const string Html = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>API · Pixel-i</title>
          <link rel="icon" type="image/svg+xml" href="/favicon.svg">
          <link rel="stylesheet" href="/built/docs/swagger-ui.css">
          <link rel="stylesheet" href="/built/docs/docs.css">
          <script src="/built/docs/swagger-ui-bundle.js" defer></script>
          <script src="/built/docs/docs.js" defer></script>
        </head>
        <body>
          <div id="api"><noscript>This page needs script. The document itself is at <a href="/openapi/v1.json">/openapi/v1.json</a>.</noscript></div>
        </body>
        </html>
        """;
}
