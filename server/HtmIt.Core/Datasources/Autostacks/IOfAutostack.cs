using HtmIt.Core.Collecting;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>What is collected of an autostack, for which its members must be known.</summary>
internal interface IOfAutostack : ICollected
{
    Autostack Autostack { get; }
}
