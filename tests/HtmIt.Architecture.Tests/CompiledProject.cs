using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using HtmIt.Testing.Processes;

namespace HtmIt.Architecture.Tests;

/// <summary>What the types of a product project use, by what the compiler made of them: signatures, bodies, bases and attributes.</summary>
internal sealed class CompiledProject
{
    private readonly string _root;

    private CompiledProject(string root, string[] others, ArchUnitNET.Domain.Architecture architecture)
    {
        _root = root;
        Uses =
        [
            .. architecture
                .Types.Where(type => IsIn(root, type))
                .SelectMany(type => type.Dependencies.Select(use => (From: type, To: use.Target)))
                .Where(use => IsIn(root, use.To) || Array.Exists(others, other => IsIn(other, use.To))),
        ];
    }

    /// <summary>The types that types of the project use.</summary>
    public IReadOnlyList<(IType From, IType To)> Uses { get; }

    /// <summary>Namespaces and the ones that they use, with an example each. Names are relative to the root, which itself is a dot.</summary>
    public IReadOnlyDictionary<(string From, string To), string> Arrows =>
        Uses.Select(use => (From: Relative(use.From), To: Relative(use.To), Example: $"{use.From.Name} uses {use.To.Name}"))
            .Where(use => use.From != use.To)
            .GroupBy(use => (use.From, use.To))
            .ToDictionary(group => group.Key, group => group.First().Example);

    /// <param name="folder">The project's folder in the checkout.</param>
    /// <param name="assembly">File name of its assembly.</param>
    /// <param name="root">The namespace that all of its namespaces begin with.</param>
    /// <param name="others">Namespaces of other assemblies whose use counts too.</param>
    public static CompiledProject Load(string folder, string assembly, string root, params string[] others)
    {
        var output = Path.Combine(Checkout.Root, folder, "bin", Checkout.Configuration, "net10.0");
        return new(root, others, new ArchLoader().LoadFilteredDirectory(output, assembly).Build());
    }

    private static bool IsIn(string root, IType type) =>
        // What the compiler makes for itself has no namespace.
        type.Namespace
            is { FullName: var name }
        && (name == root || name.StartsWith($"{root}.", StringComparison.Ordinal));

    private string Relative(IType type) =>
        type.Namespace.FullName.Length > _root.Length ? type.Namespace.FullName[(_root.Length + 1)..] : ".";
}
