using Mono.Cecil;

namespace Pixeli.Tests.Architecture;

/// <summary>That one type uses another, or a member of it.</summary>
/// <param name="Source">Who uses.</param>
/// <param name="Target">What is used.</param>
/// <param name="Member">The member used, with a dot before it; empty for the type itself.</param>
/// <param name="IsPublic">True when it is public where it is declared.</param>
internal sealed record Use(TypeDefinition Source, TypeReference Target, string Member, bool IsPublic);

internal static class CompiledType
{
    /// <summary>Every type that the signature, the attributes and the code of <paramref name="type"/> mention.</summary>
    public static IEnumerable<Use> Uses(TypeDefinition type)
    {
        foreach (var reference in Mentioned(type).SelectMany(Parts))
            yield return new(type, reference, "", IsPublic(reference));
        foreach (var method in type.Methods.Where(method => method.HasBody))
        {
            foreach (var member in method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MemberReference>())
            {
                if (member is not TypeReference && member.DeclaringType is { } owner)
                    yield return new(type, owner.GetElementType(), "." + member.Name, IsPublic(member) && IsPublic(owner.GetElementType()));
            }
        }
    }

    private static IEnumerable<TypeReference?> Mentioned(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(item => item.InterfaceType),
        .. type.CustomAttributes.Select(item => item.AttributeType),
        .. type.Fields.Select(field => field.FieldType),
        .. type.Properties.Select(property => property.PropertyType),
        .. type.Methods.SelectMany(Mentioned),
    ];

    private static IEnumerable<TypeReference?> Mentioned(MethodDefinition method)
    {
        IEnumerable<TypeReference?> signature = [method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType)];
        if (!method.HasBody)
            return signature;
        return
        [
            .. signature,
            .. method.Body.Variables.Select(variable => variable.VariableType),
            .. method.Body.ExceptionHandlers.Select(handler => handler.CatchType),
            .. method.Body.Instructions.SelectMany(instruction => Mentioned(instruction.Operand)),
        ];
    }

    private static IEnumerable<TypeReference?> Mentioned(object? operand) => operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod generic => [generic.DeclaringType, generic.ReturnType, .. generic.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType)],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    /// <summary>The types a constructed type is made of: List&lt;Photo[]&gt; is List and Photo.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification constructed => Parts(constructed.ElementType),
        _ => [type],
    };

    private static bool IsPublic(TypeReference type)
    {
        if (Ours(type) is not { } definition)
            return true;
        return definition.IsPublic || (definition.IsNestedPublic && IsPublic(definition.DeclaringType));
    }

    private static bool IsPublic(MemberReference member)
    {
        if (member.DeclaringType is null || Ours(member.DeclaringType.GetElementType()) is null)
            return true;
        return member switch
        {
            MethodReference method => method.Resolve() is not { } definition || definition.IsPublic || definition.IsFamily,
            FieldReference field => field.Resolve() is not { } definition || definition.IsPublic || definition.IsFamily,
            _ => true,
        };
    }

    private static TypeDefinition? Ours(TypeReference type) =>
        type.FullName.StartsWith("Pixeli.", StringComparison.Ordinal) ? type.Resolve() : null;
}
