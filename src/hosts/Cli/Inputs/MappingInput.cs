using Mainstay.Runtime;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Cli.Inputs;

public static class MappingInput
{
    /// <exception cref="UserException">No mapping is named, it cannot be read, or it has mistakes; the message holds all of them.</exception>
    public static async Task<Mapping> ReadAsync(string? path, TextWriter errors, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            throw new UserException("Say what the columns of the files mean with --mapping FILE. Examples: samples/mappings/.");
        }

        ModelInput.MustBeFile(path, "mapping");
        MappingResult result;
        try
        {
            result = await MappingReader.ReadFileAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"Cannot read the mapping {path}: {e.Message}", e);
        }

        await Findings.TellAsync(path, result.Findings, isUsable: result.Mapping is not null, errors);
        return result.Mapping!;
    }
}
