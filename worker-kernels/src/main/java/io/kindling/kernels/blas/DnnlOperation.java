package io.kindling.kernels.blas;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_set_data_handle;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_scratchpad_mode;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_scratchpad_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_scratchpad_mode_user;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** oneDNN's code for one operation on numbers at given places, which must outlive it. Not thread-safe. */
final class DnnlOperation implements AutoCloseable {
    private final dnnl_primitive primitive = new dnnl_primitive();
    private final BytePointer scratchpad;
    private final List<dnnl_memory> memories = new ArrayList<>();
    private final dnnl_exec_arg_t arguments;

    /**
     * What the operation reads or writes.
     *
     * @param name oneDNN's number for it
     * @param layout how the numbers lie; the caller's
     * @param at where they start
     */
    record Argument(int name, dnnl_memory_desc layout, Pointer at) {}

    /** The operation described, made {@link #withAttributes with attributes} that leave the scratchpad to us; the caller's. */
    DnnlOperation(dnnl_engine engine, dnnl_primitive_desc description, Argument... given) {
        OneDnn.require(dnnl_primitive_create(primitive, description));
        arguments = new dnnl_exec_arg_t(given.length + 1L);
        for (Argument argument : given) {
            add(engine, argument);
        }
        dnnl_memory_desc scratch = dnnl_primitive_desc_query_md(description, dnnl_query_scratchpad_md, 0);
        scratchpad = new BytePointer(Math.max(1, dnnl_memory_desc_get_size(scratch)));
        add(engine, new Argument(DNNL_ARG_SCRATCHPAD, scratch, scratchpad));
    }

    private void add(dnnl_engine engine, Argument argument) {
        dnnl_memory memory = new dnnl_memory();
        OneDnn.require(dnnl_memory_create(memory, argument.layout, engine, argument.at));
        arguments.position(memories.size()).arg(argument.name).memory(memory);
        arguments.position(0);
        memories.add(memory);
    }

    /**
     * What is made with attributes that leave the scratchpad to us: oneDNN's own belongs to the thread that made the
     * operation, but operations pass from thread to thread.
     */
    static <T> T withAttributes(Function<dnnl_primitive_attr, T> made) {
        dnnl_primitive_attr attributes = new dnnl_primitive_attr();
        OneDnn.require(dnnl_primitive_attr_create(attributes));
        OneDnn.require(dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user));
        T result = made.apply(attributes);
        dnnl_primitive_attr_destroy(attributes);
        return result;
    }

    /**
     * Has an argument lie elsewhere from now on.
     *
     * @param index which of those given
     */
    void place(int index, Pointer at) {
        OneDnn.require(dnnl_memory_set_data_handle(memories.get(index), at));
    }

    /** <em>Overwrites</em> what it computes. */
    void run(dnnl_stream stream) {
        OneDnn.require(dnnl_primitive_execute(primitive, stream, memories.size(), arguments));
    }

    @Override
    public void close() {
        dnnl_primitive_destroy(primitive);
        memories.forEach(memory -> dnnl_memory_destroy(memory));
        arguments.close();
        scratchpad.close();
    }
}
