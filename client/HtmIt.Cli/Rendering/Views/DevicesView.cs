namespace HtmIt.Cli.Rendering.Views;

/// <summary>A list: devices.</summary>
internal sealed record DevicesView(IEnumerable<DeviceView> Devices);
