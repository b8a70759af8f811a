using HtmIt.Engine.Incidents;
using HtmIt.Engine.Surprise;

namespace HtmIt.Quality.Ablation;

/// <summary>The decision layer with one part changed.</summary>
internal sealed record AblationVariant(string Name, SurpriseParameters Surprise, IncidentParameters Incidents);
