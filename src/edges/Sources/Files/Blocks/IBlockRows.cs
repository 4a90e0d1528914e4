namespace Mainstay.Sources.Files.Blocks;

/// <summary>Hands out the rows of a block in batches. Rows that are not as they should be are left to the reader of single rows.</summary>
internal interface IBlockRows
{
    /// <summary>Where the rows of the last batch start that are left to the reader of single rows.</summary>
    List<int> Odd { get; }

    void Start(Block block);

    /// <summary>False when there are no more; a batch may be empty beside odd rows.</summary>
    bool Next(RowBatch batch);
}
