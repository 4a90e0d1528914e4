using System.Text.RegularExpressions;
using Npgsql;

namespace Mainstay.Store.Postgres;

/// <summary>A connection string as the operator gave it, with Mainstay's own defaults where it says nothing.</summary>
internal static partial class PostgresSettings
{
    /// <summary>Whether the text is meant as a connection string and not as the path of a file.</summary>
    public static bool IsConnectionString(string text) => Host().IsMatch(text);

    /// <exception cref="DatabaseOpenException">It has a key or value that the driver does not know.</exception>
    public static NpgsqlConnectionStringBuilder Read(string connectionString)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            if (string.IsNullOrEmpty(settings.Host) || string.IsNullOrEmpty(settings.Database))
            {
                throw new DatabaseOpenException("The connection string needs Host and Database: \"Host=db.example.com;Database=mainstay;Username=mainstay_app\".");
            }

            // The settings of a session are never changed, so that nothing has to be reset before the next one uses the connection.
            Default("No Reset On Close", true);
            Default("Maximum Pool Size", 20);
            Default("Timeout", 15);
            Default("Command Timeout", 60);
            Default("Max Auto Prepare", 100);
            Default("Auto Prepare Min Usages", 2);
            Default("Keepalive", 30);
            Default("Application Name", "mainstay");
            settings.Enlist = false;
            return settings;

            void Default(string key, object value)
            {
                if (!settings.ShouldSerialize(key))
                {
                    settings[key] = value;
                }
            }
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new DatabaseOpenException($"The connection string cannot be read: {e.Message}", e);
        }
    }

    /// <summary>What people may be told: no user, no password.</summary>
    public static string Name(NpgsqlConnectionStringBuilder settings) => $"{settings.Database} on {settings.Host}";

    [GeneratedRegex(@"(^|;)\s*(Host|Server)\s*=", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Host();
}
