using HtmIt.Faults.Laboratory;

namespace HtmIt.Faults.Injection;

/// <summary>Something that goes wrong, and is over when the call returns.</summary>
internal interface IFault
{
    string Name { get; }

    Task StrikeAsync(Site site, Random random, CancellationToken cancellationToken);
}
