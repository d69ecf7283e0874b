using Microsoft.AspNetCore.DataProtection;
using Pixeli.Hosting;

namespace Pixeli.Accounts;

/// <summary>Makes the keys of cookies when a new site first starts: by its keys a data folder is known to be that of a site.</summary>
internal sealed class FirstKeys(DataFolder data, IDataProtectionProvider protection) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (data.IsNew)
            protection.CreateProtector("first").Protect([1]);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
