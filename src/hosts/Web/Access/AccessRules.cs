using Microsoft.AspNetCore.Authorization;

namespace Mainstay.Web.Access;

/// <summary>Denied by default: an endpoint that asks for no permission and is not marked anonymous lets nobody in.</summary>
public static class AccessRules
{
    // An address without an endpoint has nothing to protect: it is not found, whoever asks.
    public static void AddAccess(this IServiceCollection services) => services.AddAuthorizationBuilder()
        .SetFallbackPolicy(new AuthorizationPolicyBuilder()
            .RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is null)
            .Build());

    /// <summary>Lets only callers of a workspace through who have the permission.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder endpoint, Permission permission)
        where TBuilder : IEndpointConventionBuilder => endpoint
        .WithMetadata(new RequiredPermission(permission))
        .RequireAuthorization(policy => policy
            .RequireAuthenticatedUser()
            .RequireAssertion(context => Caller.Of(context.User)?.May(permission) == true));
}

/// <summary>What an endpoint asks for, where tests and documents can see it.</summary>
public sealed record RequiredPermission(Permission Permission);
