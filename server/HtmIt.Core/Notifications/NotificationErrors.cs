using HtmIt.Core.Errors;

namespace HtmIt.Core.Notifications;

/// <summary>Refusals about devices and notifications.</summary>
public static class NotificationErrors
{
    public static DomainException DeviceNotFound(string id) =>
        new(
            ErrorReason.DeviceNotFound,
            $"There is no device 'devices/{id}'.",
            new Dictionary<string, string> { ["device"] = $"devices/{id}" }
        );

    public static DomainException NotificationNotFound(string name) =>
        new(
            ErrorReason.NotificationNotFound,
            $"There is no notification '{name}'.",
            new Dictionary<string, string> { ["notification"] = name }
        );

    public static DomainException DeviceChanged(string id) =>
        new(
            ErrorReason.DeviceChanged,
            $"The settings of device 'devices/{id}' are not those of the etag any more; get them and ask again.",
            new Dictionary<string, string> { ["device"] = $"devices/{id}" }
        );
}
