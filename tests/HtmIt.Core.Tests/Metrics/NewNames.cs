using System.Diagnostics.Metrics;
using HtmIt.Core.Metrics;
using HtmIt.Testing;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Tests.Metrics;

/// <summary>Makes what decides which new metrics are monitored.</summary>
internal static class NewNames
{
    /// <summary>No names are to be monitored.</summary>
    public static AutomaticModels MonitoringNone() => Monitoring(new(), new FakeAutomaticModels());

    public static AutomaticModels Monitoring(
        AutomaticModelOptions options,
        IAutomaticModelStore store,
        RecordingLogger? log = null,
        TimeProvider? time = null
    )
    {
        var report = new UnmonitoredReport(new LoggerOf<UnmonitoredReport>(log ?? new RecordingLogger()), time ?? TimeProvider.System);
        return new(store, report, Options.Create(options), time ?? TimeProvider.System, new Meters());
    }

    private sealed class Meters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose() { }
    }
}
