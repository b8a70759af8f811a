using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Errors;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Core.Notifications.Simulations;

namespace HtmIt.Server.Mapping;

/// <summary>Simulations of devices between wire and domain.</summary>
internal static class DeviceSimulationMapping
{
    private static readonly TimeSpan UsualPeriod = TimeSpan.FromDays(7);

    public static SimulationQuery ToQuery(V1.SimulateDeviceRequest request, DateTimeOffset now)
    {
        var to = MetricDataMapping.ToTime("end_time", request.EndTime) ?? now.ToUnixTimeSeconds();
        var from = MetricDataMapping.ToStartTime(request.StartTime) ?? Math.Max(0, to - (long)UsualPeriod.TotalSeconds);
        return from <= to
            ? new(SelectorMapping.ToSelector(request.Selector, FieldPath.Proto("selector")), from, to)
            : throw DomainErrors.InvalidField("start_time", ToTimestamp(from), "must not be after end_time");
    }

    public static V1.SimulateDeviceResponse ToProto(Device device, SimulationQuery query, DeviceSimulation simulation) =>
        new()
        {
            Notifications = { simulation.Notifications.Select(ToProto) },
            Counts =
            {
                simulation
                    .Counts.OrderBy(one => one.Key)
                    .Select(one => new V1.SimulatedCount { Kind = (V1.NotificationKind)one.Key, Count = one.Value }),
            },
            HeldBack =
            {
                simulation
                    .HeldBack.OrderBy(one => one.Key)
                    .Select(one => new V1.HeldBackCount { Reason = (V1.HoldBack.Types.Reason)one.Key, Count = one.Value }),
            },
            Device = ToSettings(device),
            StartTime = ToTimestamp(query.FromTime),
            EndTime = ToTimestamp(query.ToTime),
        };

    /// <summary>Of a device that there is not, nothing that only a stored one has.</summary>
    private static V1.Device ToSettings(Device device)
    {
        var proto = DeviceMapping.ToProto(device);
        if (device.Id.Length == 0)
        {
            (proto.Name, proto.CreateTime, proto.UpdateTime) = ("", null, null);
        }
        return proto;
    }

    private static V1.SimulatedNotification ToProto(SimulatedNotification one)
    {
        var (metric, candidate) = (one.Metric, one.Candidate);
        return new()
        {
            Kind = (V1.NotificationKind)one.Kind,
            Time = ToTimestamp(one.Time),
            Metric = metric.Id.ResourceName,
            Key = metric.Datasource.TakesSamples ? MetricTargetMapping.ToProto(metric.Key).Key : null,
            MetricName = metric.Datasource.TakesSamples ? "" : metric.Name,
            DisplayName = metric.DisplayName,
            Incident = candidate.Incident?.Id.ResourceName ?? "",
            Severity = candidate.Severity,
            AnomalyLikelihood = candidate.AnomalyLikelihood,
            SampleTime = ToTimestamp(candidate.ToldTime),
            Value = candidate.Incident?.State.Peak.Value ?? candidate.Value,
        };
    }

    private static Timestamp ToTimestamp(long seconds) => new() { Seconds = seconds };
}
