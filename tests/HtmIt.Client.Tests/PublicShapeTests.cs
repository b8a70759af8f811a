using System.Reflection;
using HtmIt.Client.Errors;
using NUnit.Framework;

namespace HtmIt.Client.Tests;

/// <summary>What holds for everything that programs see of the client.</summary>
public sealed class PublicShapeTests
{
    private static readonly Type[] Types = typeof(HtmItClient).Assembly.GetExportedTypes();

    private static readonly Type[] Kinds =
    [
        typeof(NotFoundException),
        typeof(AlreadyExistsException),
        typeof(InvalidRequestException),
        typeof(WrongStateException),
        typeof(ConflictException),
        typeof(LimitReachedException),
        typeof(UnavailableException),
        typeof(PositionException),
        typeof(AwsException),
        typeof(ServerFaultException),
    ];

    [Test]
    public void CancellationTokens_ComeLast_WithNothingOptionalBeforeThem()
    {
        var hidden =
            from type in Types
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            let parameters = method.GetParameters()
            where parameters.Any(parameter => parameter.ParameterType == typeof(CancellationToken))
            where parameters[^1].ParameterType != typeof(CancellationToken) || parameters[..^1].Any(parameter => parameter.IsOptional)
            select $"{type.Name}.{method.Name}";

        Assert.That(hidden, Is.Empty);
    }

    [Test]
    public void AbstractTypes_AreClosed()
    {
        // A record's constructor that copies is protected, whatever its others are; it makes nothing new.
        var open =
            from type in Types.Where(type => type is { IsClass: true, IsAbstract: true, IsSealed: false })
            from constructor in type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            where constructor is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true }
            where constructor.GetParameters() is not [{ ParameterType: var copied }] || copied != type
            select type.Name;

        Assert.That(open, Is.Empty);
    }

    [Test]
    public void Exceptions_HaveAKind()
    {
        var others = Types
            .Where(type => type.IsAssignableTo(typeof(HtmItException)) && type != typeof(HtmItException))
            .Where(type => !Kinds.Any(kind => type.IsAssignableTo(kind)));

        Assert.That(others, Is.Empty);
    }

    [Test]
    public void Namespaces_AreTwo() =>
        Assert.That(Types.Select(type => type.Namespace).Distinct(), Is.EquivalentTo(["HtmIt.Client", "HtmIt.Client.Errors"]));
}
