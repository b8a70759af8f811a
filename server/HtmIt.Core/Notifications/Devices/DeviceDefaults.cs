using Microsoft.Extensions.Options;

namespace HtmIt.Core.Notifications.Devices;

/// <summary>What a new device has that says nothing else.</summary>
public sealed class DeviceDefaults(IOptions<NotificationOptions> options)
{
    public Device Create(string id) => new() { Id = id, Score = options.Value.DefaultScore };
}
