using HtmIt.Core.Aws;

namespace HtmIt.Core.Collecting;

/// <summary>A series that is asked for.</summary>
public interface IRequested
{
    MetricQuery Query { get; }
}
