using System.Diagnostics;
using OpenTelemetry;

namespace Pixeli.Hosting.Telemetry;

/// <summary>Leaves the addresses of requests out of their spans where the route says as much: a share link is its own permission.</summary>
internal sealed class RoutesForAddresses : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.GetTagItem("http.route") is not null)
            data.SetTag("url.path", null);
    }
}
