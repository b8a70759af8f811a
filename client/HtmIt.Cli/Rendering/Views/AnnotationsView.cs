namespace HtmIt.Cli.Rendering.Views;

/// <summary>A list: annotations.</summary>
internal sealed record AnnotationsView(IEnumerable<AnnotationView> Annotations);
